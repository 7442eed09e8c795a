/**
 * The document that a customer wrote for a service of their own, with models, ears and voices of vendors: as it is, and
 * for whoever has not all of their keys.
 */
@NullMarked
package dev.tandem.examples.cloud;

import org.jspecify.annotations.NullMarked;
