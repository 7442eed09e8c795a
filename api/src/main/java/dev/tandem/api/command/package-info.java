/** What operators commanded, and what became of it. */
@NullMarked
package dev.tandem.api.command;

import org.jspecify.annotations.NullMarked;
