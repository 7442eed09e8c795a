package dev.tandem.examples.demo;

/** One promise of the example, and whether it was kept. */
record Check(String name, boolean ok, String detail) {}
