@NullMarked
package dev.tandem.examples.demo;

import org.jspecify.annotations.NullMarked;
