/** The servers as parameters of a JUnit test. */
@NullMarked
package dev.tandem.stack.junit;

import org.jspecify.annotations.NullMarked;
