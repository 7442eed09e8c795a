@NullMarked
package dev.tandem.bench.recovery;

import org.jspecify.annotations.NullMarked;
