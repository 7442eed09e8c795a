/** Tests of a version: calls on a frozen document whose caller writes, or joins by a token, and their sessions. */
@NullMarked
package dev.tandem.api.testing;

import org.jspecify.annotations.NullMarked;
