package com.ieltsaiprep.local;

import com.ieltsaiprep.local.tour.Tour;

import java.util.List;

/** {@code ./run tour}: walks one user through the whole product. */
final class TourCommand implements Command {
    private final Tour tour;

    TourCommand(Tour tour) {
        this.tour = tour;
    }

    @Override
    public String name() {
        return "tour";
    }

    @Override
    public String summary() {
        return "one user's way through the product, from registering to deleting";
    }

    @Override
    public int run(List<String> arguments) {
        return tour.run(arguments);
    }
}
