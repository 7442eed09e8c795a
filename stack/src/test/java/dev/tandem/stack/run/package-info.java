@NullMarked
package dev.tandem.stack.run;

import org.jspecify.annotations.NullMarked;
