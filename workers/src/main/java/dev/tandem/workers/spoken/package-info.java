/** Values as people say them, in English: what a caller's words mean as a number, a date, a phone number. */
@NullMarked
package dev.tandem.workers.spoken;

import org.jspecify.annotations.NullMarked;
