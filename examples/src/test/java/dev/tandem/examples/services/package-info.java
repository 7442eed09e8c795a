/** The services of customers, and the tools that docs/tools.md has for them. */
@NullMarked
package dev.tandem.examples.services;

import org.jspecify.annotations.NullMarked;
