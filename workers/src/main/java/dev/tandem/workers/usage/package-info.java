/** What the providers of one call used, and which of them failed, until the call workflow has been told. */
@NullMarked
package dev.tandem.workers.usage;

import org.jspecify.annotations.NullMarked;
