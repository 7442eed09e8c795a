/** Converts documents of older schemas, one version at a time. */
@NullMarked
package dev.tandem.workflows.document.upcast;

import org.jspecify.annotations.NullMarked;
