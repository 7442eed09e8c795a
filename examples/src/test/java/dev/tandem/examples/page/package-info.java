/** Tests the console in headless Chromium. */
@NullMarked
package dev.tandem.examples.page;

import org.jspecify.annotations.NullMarked;
