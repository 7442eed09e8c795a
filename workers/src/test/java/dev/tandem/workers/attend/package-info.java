@NullMarked
package dev.tandem.workers.attend;

import org.jspecify.annotations.NullMarked;
