@NullMarked
package dev.tandem.workers.secret;

import org.jspecify.annotations.NullMarked;
