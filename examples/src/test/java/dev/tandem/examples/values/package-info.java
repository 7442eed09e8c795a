@NullMarked
package dev.tandem.examples.values;

import org.jspecify.annotations.NullMarked;
