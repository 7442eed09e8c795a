package dev.tandem.bench.recovery;

import java.util.ArrayList;
import java.util.List;

/** Measures how a quantity grows: the slope of the straight line that fits best (least squares). */
final class Growth {

    private record Point(double x, double y) {}

    private final List<Point> points = new ArrayList<>();

    void add(double x, double y) {
        points.add(new Point(x, y));
    }

    /** Returns what is added to y for each x; 0 if there are too few points. */
    double slope() {
        double meanX = points.stream().mapToDouble(Point::x).average().orElse(0);
        double meanY = points.stream().mapToDouble(Point::y).average().orElse(0);
        double spread = points.stream()
                .mapToDouble(point -> (point.x - meanX) * (point.x - meanX))
                .sum();
        return spread == 0
                ? 0
                : points.stream()
                                .mapToDouble(point -> (point.x - meanX) * (point.y - meanY))
                                .sum()
                        / spread;
    }
}
