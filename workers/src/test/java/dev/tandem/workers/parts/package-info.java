@NullMarked
package dev.tandem.workers.parts;

import org.jspecify.annotations.NullMarked;
