package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Optional;

/** A region in which the API runs. */
public enum Region {
    /** Virginia: where accounts and attempts are decided, and where Maya is. */
    VIRGINIA("us", "us-east-1", 'V'),
    /** Ireland; its letter is Dublin's. */
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

    /** Two small letters, by which tokens and host names call it. */
    public String code() {
        return code;
    }

    /** What AWS calls it. */
    public String awsName() {
        return awsName;
    }

    /** The first letter of codes that people type, made in this region. */
    public char letter() {
        return letter;
    }

    /** The region of a code such as {@code eu}. */
    public static Optional<Region> ofCode(String code) {
        return Arrays.stream(values()).filter(region -> region.code.equals(code)).findFirst();
    }

    /** The region that AWS calls so. */
    public static Optional<Region> ofAwsName(String name) {
        return Arrays.stream(values()).filter(region -> region.awsName.equals(name)).findFirst();
    }

    /** The region of a letter such as {@code D}. */
    public static Optional<Region> ofLetter(char letter) {
        return Arrays.stream(values()).filter(region -> region.letter == letter).findFirst();
    }
}
