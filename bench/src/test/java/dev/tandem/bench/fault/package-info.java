@NullMarked
package dev.tandem.bench.fault;

import org.jspecify.annotations.NullMarked;
