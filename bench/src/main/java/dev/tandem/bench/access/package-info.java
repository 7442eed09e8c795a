/** What keeping tenants apart costs. */
@NullMarked
package dev.tandem.bench.access;

import org.jspecify.annotations.NullMarked;
