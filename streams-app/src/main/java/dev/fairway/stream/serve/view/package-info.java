/** What the JSON API says: read from the state stores, one record for each kind of answer. */
package dev.fairway.stream.serve.view;
