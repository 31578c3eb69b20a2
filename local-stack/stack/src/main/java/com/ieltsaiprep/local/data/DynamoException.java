package com.ieltsaiprep.local.data;

/** Thrown when DynamoDB Local rejects an operation. */
final class DynamoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;

    DynamoException(String type, String message) {
        super(type + ": " + message);
        this.type = type;
    }

    /** Returns the exception's name in DynamoDB's model. */
    String type() {
        return type;
    }
}
