@NullMarked
package dev.tandem.stack.compose;

import org.jspecify.annotations.NullMarked;
