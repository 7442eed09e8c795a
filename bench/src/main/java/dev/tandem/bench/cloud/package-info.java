/** Calls whose model, ears and voice are vendors', against the fakes of their servers at zero delay. */
@NullMarked
package dev.tandem.bench.cloud;

import org.jspecify.annotations.NullMarked;
