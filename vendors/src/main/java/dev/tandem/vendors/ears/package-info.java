/** What fakes of recognisers share: whether audio has sound in it, and what it says. */
@NullMarked
package dev.tandem.vendors.ears;

import org.jspecify.annotations.NullMarked;
