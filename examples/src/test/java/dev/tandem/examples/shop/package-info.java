@NullMarked
package dev.tandem.examples.shop;

import org.jspecify.annotations.NullMarked;
