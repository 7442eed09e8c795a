@NullMarked
package dev.tandem.stack.server;

import org.jspecify.annotations.NullMarked;
