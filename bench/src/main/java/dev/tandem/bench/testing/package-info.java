/** Measures tests of drafts, and what calls beside them feel of it. */
@NullMarked
package dev.tandem.bench.testing;

import org.jspecify.annotations.NullMarked;
