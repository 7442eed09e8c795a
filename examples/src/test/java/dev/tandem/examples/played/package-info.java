@NullMarked
package dev.tandem.examples.played;

import org.jspecify.annotations.NullMarked;
