/** Gives JUnit tests the local servers as parameters, and checks packages. */
@NullMarked
package dev.tandem.stack.junit;

import org.jspecify.annotations.NullMarked;
