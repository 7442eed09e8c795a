/** Which event streams are open: how many of each organization, and whether who opened them may go on. */
@NullMarked
package dev.tandem.api.stream;

import org.jspecify.annotations.NullMarked;
