@NullMarked
package dev.tandem.stack.process;

import org.jspecify.annotations.NullMarked;
