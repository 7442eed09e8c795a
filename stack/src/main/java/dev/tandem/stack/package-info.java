/** Finds what the servers of this checkout need, and where they keep their files. */
@NullMarked
package dev.tandem.stack;

import org.jspecify.annotations.NullMarked;
