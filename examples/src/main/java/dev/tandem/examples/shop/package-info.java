/** A shop's phone line: reception, order desk, billing desk; its document and the backend that its tools ask. */
@NullMarked
package dev.tandem.examples.shop;

import org.jspecify.annotations.NullMarked;
