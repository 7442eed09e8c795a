@NullMarked
package dev.tandem.examples.clinic;

import org.jspecify.annotations.NullMarked;
