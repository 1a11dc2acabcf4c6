"""The desk In the count?"""
