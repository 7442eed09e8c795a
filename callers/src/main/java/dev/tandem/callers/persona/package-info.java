/** What a simulated caller says: personas with a goal, facts and a style, by rules or by a language model. */
@NullMarked
package dev.tandem.callers.persona;

import org.jspecify.annotations.NullMarked;
