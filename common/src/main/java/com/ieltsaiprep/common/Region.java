package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Optional;

/**
 * AWS region in which the REST API runs, with the codes that identify it in tokens, in host names,
 * and in sign-in codes that users type.
 */
public enum Region {
    /** Virginia: home region of accounts and attempts, and region of Nova Sonic. */
    VIRGINIA("us", "us-east-1", 'V'),
    /** Ireland; the prefix of its codes stands for Dublin. */
    IRELAND("eu", "eu-west-1", 'D'),
    /** Singapore. */
    SINGAPORE("ap", "ap-southeast-1", 'S');

    private final String code;
    private final String awsName;
    private final char letter;

    Region(String code, String awsName, char letter) {
        this.code = code;
        this.awsName = awsName;
        this.letter = letter;
    }

    /** Returns the region's two-letter code in tokens and host names, such as {@code eu}. */
    public String code() {
        return code;
    }

    /** Returns the region's name in AWS, such as {@code eu-west-1}. */
    public String awsName() {
        return awsName;
    }

    /**
     * Returns the first character of the sign-in codes that this region issues and users type, such
     * as {@code D}.
     */
    public char letter() {
        return letter;
    }

    /**
     * Returns the region with a two-letter code such as {@code eu}; empty if no region has that
     * code.
     */
    public static Optional<Region> ofCode(String code) {
        return Arrays.stream(values()).filter(region -> region.code.equals(code)).findFirst();
    }

    /**
     * Returns the region with a name in AWS such as {@code eu-west-1}; empty if the API does not
     * run there.
     */
    public static Optional<Region> ofAwsName(String name) {
        return Arrays.stream(values()).filter(region -> region.awsName.equals(name)).findFirst();
    }

    /**
     * Returns the region whose sign-in codes begin with a character such as {@code D}; empty if no
     * region has that character.
     */
    public static Optional<Region> ofLetter(char letter) {
        return Arrays.stream(values()).filter(region -> region.letter == letter).findFirst();
    }
}
