/**
 * The phone line of a shop with reception, order desk and billing desk: its document, and the backend that its tools
 * ask.
 */
@NullMarked
package dev.tandem.examples.shop;

import org.jspecify.annotations.NullMarked;
