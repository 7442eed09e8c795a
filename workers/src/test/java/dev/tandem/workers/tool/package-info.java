@NullMarked
package dev.tandem.workers.tool;

import org.jspecify.annotations.NullMarked;
