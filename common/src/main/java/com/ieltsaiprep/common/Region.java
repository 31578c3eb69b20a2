package com.ieltsaiprep.common;

import java.util.Arrays;
import java.util.Optional;

/** AWS region in which the API runs. */
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

    /** Returns the code in tokens and host names: two lower-case letters. */
    public String code() {
        return code;
    }

    /** Returns the name in AWS, such as {@code eu-west-1}. */
    public String awsName() {
        return awsName;
    }

    /** Returns the prefix of typed codes that this region issues. */
    public char letter() {
        return letter;
    }

    /** Returns the region of a code such as {@code eu}. */
    public static Optional<Region> ofCode(String code) {
        return Arrays.stream(values()).filter(region -> region.code.equals(code)).findFirst();
    }

    /** Returns the region with a name in AWS. */
    public static Optional<Region> ofAwsName(String name) {
        return Arrays.stream(values()).filter(region -> region.awsName.equals(name)).findFirst();
    }

    /** Returns the region of a prefix such as {@code D}. */
    public static Optional<Region> ofLetter(char letter) {
        return Arrays.stream(values()).filter(region -> region.letter == letter).findFirst();
    }
}
