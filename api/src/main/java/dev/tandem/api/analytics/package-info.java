/** Keeps figures about calls while their events are recorded, and reads them. */
@NullMarked
package dev.tandem.api.analytics;

import org.jspecify.annotations.NullMarked;
