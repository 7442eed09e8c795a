@NullMarked
package dev.tandem.api.webhook;

import org.jspecify.annotations.NullMarked;
