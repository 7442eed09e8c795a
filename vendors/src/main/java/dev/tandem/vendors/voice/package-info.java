/** What the fakes of voices have in common: sound for a text. */
@NullMarked
package dev.tandem.vendors.voice;

import org.jspecify.annotations.NullMarked;
