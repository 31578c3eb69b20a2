package com.ieltsaiprep.local.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Optional;

/** The regions that the API runs in. */
public enum Region {
    /** The home region. */
    VIRGINIA("us-east-1"),
    IRELAND("eu-west-1"),
    SINGAPORE("ap-southeast-1");

    private final String id;

    Region(String id) {
        this.id = id;
    }

    /** As AWS calls it. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The region of this id, if it is one of these. */
    public static Optional<Region> find(String id) {
        return Arrays.stream(values()).filter(region -> region.id.equals(id)).findFirst();
    }

    /**
     * The region of this id.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    @JsonCreator
    public static Region of(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no region " + id));
    }
}
