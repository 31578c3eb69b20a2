package com.ieltsaiprep.local.data;

/** DynamoDB Local refuses an operation. */
final class DynamoException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String type;

    DynamoException(String type, String message) {
        super(type + ": " + message);
        this.type = type;
    }

    /** The name of the exception in DynamoDB's model. */
    String type() {
        return type;
    }
}
