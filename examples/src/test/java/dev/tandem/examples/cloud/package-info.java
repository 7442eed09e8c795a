@NullMarked
package dev.tandem.examples.cloud;

import org.jspecify.annotations.NullMarked;
