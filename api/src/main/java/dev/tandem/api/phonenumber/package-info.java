/** Manages phone numbers, and the workflows that answer them. */
@NullMarked
package dev.tandem.api.phonenumber;

import org.jspecify.annotations.NullMarked;
