package com.ieltsaiprep.common.marking;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Band range: a band score and the bounds that the spread of the opinions leaves it.
 *
 * @param band half band from 0 to 9
 * @param low lower bound, at most the band
 * @param high upper bound, at least the band
 */
public record BandRange(double band, double low, double high) {
    /**
     * Creates a range.
     *
     * @throws IllegalArgumentException if the values are not half bands from 0 to 9 in order
     */
    public BandRange {
        if (!isHalfBand(low) || !isHalfBand(band) || !isHalfBand(high)) {
            throw new IllegalArgumentException("not half bands from 0 to 9");
        }
        if (low > band || band > high) {
            throw new IllegalArgumentException("bounds out of order");
        }
    }

    private static boolean isHalfBand(double band) {
        return band >= 0 && band <= 9 && band * 2 == Math.rint(band * 2);
    }

    /** Returns the JSON object of band, low and high. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("band", band);
        json.put("low", low);
        json.put("high", high);
        return json;
    }
}
