/** Gives JUnit tests the local servers as parameters, checks packages, and makes jars of sources. */
@NullMarked
package dev.tandem.stack.junit;

import org.jspecify.annotations.NullMarked;
