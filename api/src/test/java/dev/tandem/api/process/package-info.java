@NullMarked
package dev.tandem.api.process;

import org.jspecify.annotations.NullMarked;
