package com.ieltsaiprep.infra;

/** AWS region of the REST API, with the code that identifies it in host names. */
public enum AwsRegion {
    /** Home region: accounts, purchases, Nova Sonic and the gateway. */
    VIRGINIA("us", "us-east-1"),
    /** Ireland. */
    IRELAND("eu", "eu-west-1"),
    /** Singapore. */
    SINGAPORE("ap", "ap-southeast-1");

    private final String code;
    private final String awsName;

    AwsRegion(String code, String awsName) {
        this.code = code;
        this.awsName = awsName;
    }

    /** Returns the region's two-letter code in host names, such as {@code eu}. */
    public String code() {
        return code;
    }

    /** Returns the region's name in AWS, such as {@code eu-west-1}. */
    public String awsName() {
        return awsName;
    }
}
