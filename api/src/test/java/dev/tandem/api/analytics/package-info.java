@NullMarked
package dev.tandem.api.analytics;

import org.jspecify.annotations.NullMarked;
